using Nuke.Docker.Images;
using Nuke.Docker.Images.Leaks;
using Nuke.Docker.Images.Sources;
using Nuke.Docker.Secrets;

namespace Nuke.Docker.Core.Tests.Images.Leaks;

public class LeakGuardTests
{
    const string Token = "q0uYx9Zr3LkM8vTb";
    const string Commit = "8f14e45fceea167a5a36dedd4bea2543f5d2c1aa";

    static readonly KnownSecrets _known = new(new KnownSecret("the parameter NugetToken", "swordfish-1"));

    [Theory]
    [InlineData("COMMIT", Commit)]
    [InlineData("VERSION", "1.4.0-preview.7")]
    [InlineData("CONFIGURATION", "Release")]
    [InlineData("HOME_PAGE", "https://shop.example/?campaign=1")]
    [InlineData("PASSWORD_FILE", "/run/secrets/password")]
    [InlineData("NUGET_TOKEN", "${NUGET_TOKEN}")]
    [InlineData("NUGET_TOKEN", "none")]
    [InlineData("NUGET_TOKEN", null)]
    [InlineData("BUILD_ID", Token)]
    [InlineData("HTTPS_PROXY", "http://proxy:swordfish-1@proxy.example:3128")]
    public void OrdinaryArgumentsPass(string name, string? value) =>
        Check(settings => settings.SetBuildArgument(name, value));

    [Theory]
    [InlineData("NUGET_TOKEN", Token)]
    [InlineData("TOKEN", Commit)]
    public void AnArgumentThatIsCalledLikeASecretAndLooksLikeOneIsRefused(string name, string value)
    {
        var error = Assert.Throws<SecretLeakException>(() => Check(settings => settings.SetBuildArgument(name, value)));

        var id = name.ToLowerInvariant().Replace('_', '-');
        Assert.Equal(
            $"Image 'shop' was not built: the build argument '{name}' is called like a secret and looks like one, "
            + $"and the image's history would show it. Call AddSecret(\"{id}\", …) and read it with RUN "
            + $"--mount=type=secret,id={id}, "
            + $"or, if it is no secret, call AllowBuildArgument(\"{name}\").",
            error.Message);
    }

    [Theory]
    [InlineData("swordfish-1")]
    [InlineData("Server=db;Password=swordfish-1")]
    [InlineData("c3dvcmRmaXNoLTE=")]
    public void AnArgumentThatHoldsAKnownSecretIsRefusedWhateverItsName(string value)
    {
        var error = Assert.Throws<SecretLeakException>(
            () => Check(settings => settings.SetBuildArgument("VERSION", value)));

        Assert.Equal(
            [
                "the build argument 'VERSION' holds the value of the parameter NugetToken, and the image's history "
                + "would show it"
            ], error.Places);
        Assert.DoesNotContain(value, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnArgumentOfAFromIsOneOfTheHistoryToo()
    {
        var error = Assert.Throws<SecretLeakException>(() => Check(
            settings => settings.SetBuildArgument("REGISTRY_PASSWORD", Token), "ARG REGISTRY_PASSWORD\nFROM alpine\n"));

        Assert.StartsWith(
            "Image 'shop' was not built: the build argument 'REGISTRY_PASSWORD' (ARG in /app/Dockerfile:1) "
            + "is called like a secret",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void ATokenOfAWellKnownServiceNeedsNoName()
    {
        var error = Assert.Throws<SecretLeakException>(
            () => Check(settings => settings.SetBuildArgument("FEED", $"npm_{Token}{Token}1234")));

        Assert.Equal(
            [
                "the build argument 'FEED' holds a token or private key, as its form shows, and the image's history "
                + "would show it"
            ], error.Places);
    }

    [Fact]
    public void AnArgumentMayBeAllowedByName() =>
        Check(settings => settings.SetBuildArgument("NUGET_TOKEN", Token).SetBuildArgument("VERSION", "swordfish-1")
            .AllowBuildArgument("NUGET_TOKEN", "VERSION"));

    [Fact]
    public void AProxyIsInTheHistoryIfTheDockerfileDeclaresIt()
    {
        var settings = ImageBuildSettings.Default.SetContextDirectory("/app")
            .SetBuildArgument("https_proxy", "http://me:pass@proxy.example:3128");

        Assert.Empty(settings.Violations());
        Check(_ => settings);
        var error = Assert.Throws<SecretLeakException>(() => Check(_ => settings, "FROM alpine\nARG https_proxy\n"));
        Assert.Equal(
            ["the build argument 'https_proxy' (ARG in /app/Dockerfile:2) holds an address with a password, and the image's history would show it"],
            error.Places);
    }

    [Fact]
    public void AnAddressWithAPasswordMayBeAllowed() =>
        Assert.Empty(ImageBuildSettings.Default.SetContextDirectory("/app")
        .SetBuildArgument("FEED", "https://me:pass@feed.example/").AllowBuildArgument("FEED")
        .SetLabel("feed", "https://me:pass@feed.example/").AllowLabel("feed").Violations());

    [Fact]
    public void ALabelIsReadByEverybody()
    {
        var error = Assert.Throws<SecretLeakException>(
            () => Check(settings => settings.SetLabel("com.acme.feed", "swordfish-1")));

        Assert.Equal(
            "Image 'shop' was not built: the label 'com.acme.feed' holds the value of the parameter NugetToken, "
            + "and everybody can read it who has the image. Take the label out, or, if it is no secret, call "
            + "AllowLabel(\"com.acme.feed\").",
            error.Message);
        Check(settings => settings.SetLabel("com.acme.feed", "swordfish-1").AllowLabel("com.acme.feed"));
    }

    [Fact]
    public void ASecretThatIsWrittenIntoTheDockerfileIsShownByItsLine()
    {
        var error = Assert.Throws<SecretLeakException>(
            () => Check(settings => settings, "FROM alpine\nRUN curl -u me:swordfish-1 \\\n https://feed\n"));

        Assert.Equal(
            "Image 'shop' was not built: /app/Dockerfile:2 has the value of the parameter NugetToken written in it, "
            + "and the image's history would show it. Mount it with RUN --mount=type=secret.",
            error.Message);
    }

    [Fact]
    public void EverythingIsToldAtOnce()
    {
        var error = Assert.Throws<SecretLeakException>(() => Check(
            settings => settings.SetBuildArgument("FEED", "swordfish-1").SetLabel("feed", "swordfish-1")));

        Assert.Equal(
            "Image 'shop' was not built, because 2 secrets would be in it: "
            + "the build argument 'FEED' holds the value of the parameter NugetToken, and the image's history "
            + "would show it; "
            + "the label 'feed' holds the value of the parameter NugetToken, and everybody can read it who "
            + "has the image. "
            + "Call AddSecret(\"feed\", …) and read it with RUN --mount=type=secret,id=feed, or, if it is no "
            + "secret, call AllowBuildArgument(\"FEED\"). "
            + "Take the label out, or, if it is no secret, call AllowLabel(\"feed\").",
            error.Message);
    }

    static void Check(Func<ImageBuildSettings, ImageBuildSettings> configure, string dockerfile = "FROM alpine\n") =>
        new LeakGuard(
            configure(ImageBuildSettings.Default),
            _known,
            new DockerfileSource("/app/Dockerfile", dockerfile)).Check("'shop'");
}
