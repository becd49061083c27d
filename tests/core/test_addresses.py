from verifier.core.addresses import host_of, name_of, owner_of


def test_an_artefact_names_host_owner_and_name() -> None:
    assert (host_of("a/b"), owner_of("a/b"), name_of("a/b")) == ("huggingface.co", "a", "b")
    assert host_of("datasets/a/b") == "huggingface.co"
    assert owner_of("datasets/a/b") == "a"
    assert host_of("github.com/a/b") == "github.com"
    assert owner_of("alone") == ""
