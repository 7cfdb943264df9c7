"""How a learner's kernel speaks to the assessor: the protocol, and later its HTTP client.

Message types live in `pixnb.core.protocol`, because the assessor builds them and may not import this
side of the house.
"""

from pixnb.core.protocol import AssessorProtocol, FileContent, Receipt, TutorialMessage, View

__all__ = ["AssessorProtocol", "FileContent", "Receipt", "TutorialMessage", "View"]
