"""The site: static pages that work from a folder, under any path, without a network or a script.

`build` turns an edition into pages, pure and the same for the same edition. Links are relative.
What the world wrote is escaped, kept apart from the direction of the text around it, and linked
only where it is a web address.
"""

from verifier.exports.site.build import build
from verifier.exports.site.edition import Download, Edition, Page

__all__ = ["Download", "Edition", "Page", "build"]
