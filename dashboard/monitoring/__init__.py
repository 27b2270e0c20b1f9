"""How an area stands on its plan: indicator status, release calendar, and the sentences and arithmetic of both."""
