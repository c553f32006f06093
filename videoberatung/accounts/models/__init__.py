from videoberatung.accounts.models.browser_session import BrowserSession
from videoberatung.accounts.models.letter import Letter
from videoberatung.accounts.models.person import User
from videoberatung.accounts.models.picture import Picture

__all__ = ["BrowserSession", "Letter", "Picture", "User"]
