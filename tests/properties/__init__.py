"""Properties: the promises of timing, tried on instants, zones and traffic that nobody chose."""
