"""Where the site's pages stand."""


def permalink(base_url: str, claim_id: str) -> str:
    """Give the address of a claim's page; "" where no site is configured."""
    return f"{base_url}/claims/{claim_id}/" if base_url else ""
