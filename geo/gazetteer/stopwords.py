"""Function words of the languages we read, normalised, that GeoNames knows as a name of some village.

"Of" (Turkey), "Is", "Un", "Como", "Але": in running text the word is never the village. Content words that are names of
large places too (Nice, Reading, Most) are not here; whether one is meant is for the geoparser to decide.
"""

# ruff: noqa: SIM905 - letters of other alphabets, and word lists that read better as text

from __future__ import annotations

STOP_WORDS = frozenset(
    """
    the and for are but not you all any can had her was one our out day get has him his how man new now old see two way
    who boy did its let put say she too use that with have this will your from they know want been good much some time
    very when come here just like long make many more only over such take than them well were what about after again
    before being below between both could does doing down during each few further into most nor off once other own same
    should then there these those through under until while also
    les des une est dans pour que qui sur pas plus par avec sont ont ses ces aux mais comme ou elle nous vous leur tout
    cette fait etre bien sans apres avant entre vers chez lors dont ainsi alors aussi autre encore
    der die das und ist von mit den dem ein eine nicht auch auf sich als wie nach bei aus zum zur oder wenn aber nur
    noch wird sind war vor uber unter durch hier dort
    los las una por con para como mas pero sus este esta son era muy
    non che per del della sono gli
    nie jest sie oraz tak jak dla ale czy przez pod nad przed gdy ten tym tego jej ich byl tylko juz
    это как для что или они при его она так уже еще где под над без все был они тот эта эти чем том мне нас вас ним
    який щоб або але для при над під без все був вони той ця ці
    што для але або каб яны гэта быу яна яго
    """.split()
)
