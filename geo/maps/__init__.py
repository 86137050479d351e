"""Events on a map: the live map, a page that holds everything, a picture; the only room that knows folium."""
