"""Areas ranked by one value of one period: the ranking, its rows in a chart, and its sentences."""
