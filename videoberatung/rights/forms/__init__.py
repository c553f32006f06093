from videoberatung.rights.forms.request import DataRequestForm
from videoberatung.rights.forms.termination import TerminationForm

__all__ = ["DataRequestForm", "TerminationForm"]
