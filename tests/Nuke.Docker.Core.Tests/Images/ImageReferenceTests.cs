using Nuke.Docker.Images;

namespace Nuke.Docker.Core.Tests.Images;

/// <summary>Rows cite https://github.com/distribution/reference, reference_test.go and normalize_test.go, unless they
/// say more.</summary>
public class ImageReferenceTests
{
    const string Digits = "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff";
    const string Digest = "sha256:" + Digits;

    const string Expected =
        "expected '[registry/]repository[:tag][@digest]', names of lower-case letters and digits with single '.', "
        + "'_', '__' or dashes between them.";

    const string TagRule =
        "a tag has up to 128 letters, digits, '_', '.' and '-', and starts with none of '.' and '-'.";

    public static TheoryData<string, string?, string, string?, string?> Grammar => new()
    {
        { "test_com", null, "test_com", null, null },
        { "test.com:tag", null, "test.com", "tag", null },
        { "test.com:5000", null, "test.com", "5000", null },
        { "test.com/repo:tag", "test.com", "repo", "tag", null },
        { "test:5000/repo", "test:5000", "repo", null, null },
        { "test:5000/repo:tag", "test:5000", "repo", "tag", null },
        { "test:5000/repo@" + Digest, "test:5000", "repo", null, Digest },
        { "test:5000/repo:tag@" + Digest, "test:5000", "repo", "tag", Digest },
        { "a/a/a/a/a/a/b/a/a/a/a:tag", null, "a/a/a/a/a/a/b/a/a/a/a", "tag", null },
        { "sub-dom1.foo.com/bar/baz/quux", "sub-dom1.foo.com", "bar/baz/quux", null, null },
        { "sub-dom1.foo.com/bar/baz/quux:some-long-tag", "sub-dom1.foo.com", "bar/baz/quux", "some-long-tag", null },
        {
            "b.gcr.io/test.example.com/my-app:test.example.com",
            "b.gcr.io",
            "test.example.com/my-app",
            "test.example.com",
            null
        },
        { "xn--n3h.com/myimage:xn--n3h.com", "xn--n3h.com", "myimage", "xn--n3h.com", null },
        { "foo_bar.com:8080", null, "foo_bar.com", "8080", null },
        { "foo/foo_bar.com:8080", null, "foo/foo_bar.com", "8080", null },
        { "192.168.1.1:5000/repo", "192.168.1.1:5000", "repo", null, null },
        { "[2001:db8::1]/repo", "[2001:db8::1]", "repo", null, null },
        { "[2001:db8::1]:5000/repo:tag", "[2001:db8::1]:5000", "repo", "tag", null },
        { "localhost/repo", "localhost", "repo", null, null },
        { "localhost:5000/repo", "localhost:5000", "repo", null, null },
        { "localhost", null, "localhost", null, null },
        { "Registry.Example.COM/repo", "Registry.Example.COM", "repo", null, null },
        { "acme/shop", null, "acme/shop", null, null },
        { "acme--shop__web", null, "acme--shop__web", null, null },
        { "shop:RC_1.0-beta", null, "shop", "RC_1.0-beta", null },
    };

    public static TheoryData<string, string> Problems => new()
    {
        { "", "it is empty." },
        { "acme/shop :1", "it contains white space." },
        { "Acme/Shop", "repository names are lower case. Did you mean 'acme/shop'?" },
        { "Shop:RC", "repository names are lower case. Did you mean 'shop:RC'?" },
        { "shop:-rc", TagRule },
        { "shop:" + new string('a', 129), TagRule },
        { "shop:", TagRule },
        { "shop@sha256:" + Digits[..34], "a digest is 'sha256:' and 64 hexadecimal digits in lower case." },
        { "shop@" + Digest.ToUpperInvariant(), "a digest is 'sha256:' and 64 hexadecimal digits in lower case." },
        { ":justtag", Expected },
        { "@" + Digest, Expected },
        { "a//b", Expected },
        { "a/", Expected },
        { "-foo/bar", Expected },
        { "foo..bar", Expected },
        { "foo___bar", Expected },
        { "[fd00:1:2::3]:5000", Expected },
        { "https://github.com/docker/docker", Expected },
    };

    [Theory]
    [MemberData(nameof(Grammar))]
    public void PartsAreThoseOfTheGrammar(string text, string? registry, string path, string? tag, string? digest)
    {
        var reference = ImageReference.Parse(text);

        Assert.Equal(
            (registry, path, tag, digest), (reference.Registry, reference.Path, reference.Tag, reference.Digest));
        Assert.Equal(registry is null ? path : $"{registry}/{path}", reference.Repository);
    }

    [Theory]
    [MemberData(nameof(Grammar))]
    public void TextIsKeptAsItWasWritten(string text, params object?[] parts)
    {
        Assert.NotNull(parts);
        Assert.Equal(text, ImageReference.Parse(text).ToString());
        Assert.Equal(ImageReference.Parse(text), ImageReference.Parse(text));
    }

    [Theory]
    [MemberData(nameof(Problems))]
    public void MessageSaysWhyAndWhatMayHaveBeenMeant(string text, string reason)
    {
        var exception = Assert.Throws<FormatException>(() => ImageReference.Parse(text));

        Assert.Equal($"'{text}' is not an image reference: {reason}", exception.Message);
        Assert.False(ImageReference.TryParse(text, out var reference));
        Assert.Null(reference);
    }

    [Fact]
    public void NothingIsNoReference() => Assert.False(ImageReference.TryParse(null, out _));

    /// <summary>distribution/reference counts registry, slash and path up to version 0.5, which is in most
    /// engines.</summary>
    [Fact]
    public void RepositoryHasAtMost255Characters()
    {
        var longest = "a.io/" + new string('a', 250);
        var exception = Assert.Throws<FormatException>(() => ImageReference.Parse(longest + "a:tag"));

        Assert.Equal(255, ImageReference.Parse(longest + ":tag").Repository.Length);
        Assert.Equal(
            $"'{longest}a:tag' is not an image reference: a repository has at most 255 characters.", exception.Message);
        Assert.Equal(255, ImageReference.MaximumRepositoryLength);
    }

    [Fact]
    public void OtherTagTakesThePlaceOfTagAndDigest()
    {
        var reference = ImageReference.Parse("test:5000/repo:tag@" + Digest);

        Assert.Equal("test:5000/repo:2.0", reference.WithTag("2.0").ToString());
        Assert.Equal(
            $"'test:5000/repo:-' is not an image reference: {TagRule}",
            Assert.Throws<FormatException>(() => reference.WithTag("-")).Message);
    }
}
