"""Video consultations: planned by a practice, held peer to peer, forgotten afterwards."""

__version__ = "0.1.0"
