"""Values over time: the line of each area, its breaks and gaps, and the time axis with the notes that belong to it."""
