"""Steps of `make basemap`: packages in, the files of data/basemap and static/basemap out."""
