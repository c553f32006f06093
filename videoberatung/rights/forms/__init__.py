from videoberatung.rights.forms.termination import TerminationForm

__all__ = ["TerminationForm"]
