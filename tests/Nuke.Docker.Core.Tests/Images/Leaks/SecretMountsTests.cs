using Nuke.Docker.Dockerfiles;
using Nuke.Docker.Images;
using Nuke.Docker.Images.Leaks;
using Nuke.Docker.Secrets;

namespace Nuke.Docker.Core.Tests.Images.Leaks;

public class SecretMountsTests
{
    [Theory]
    [InlineData("id=nuget")]
    [InlineData("source=nuget,id=other")]
    [InlineData("src=nuget")]
    [InlineData("target=/run/config/nuget")]
    [InlineData("id=nuget,env=NUGET_TOKEN")]
    [InlineData("id=$ID")]
    public void AStepGoesWithoutAnOptionalSecretAndThatIsSaid(string options) => Assert.Equal(
        ["/app/Dockerfile:3: the step runs without the secret 'nuget', which the settings do not have. Call AddSecret(\"nuget\", …) if it is needed."],
        Check($"FROM alpine\nARG ID=nuget\nRUN --mount=type=secret,{options} make\n"));

    [Theory]
    [InlineData("required")]
    [InlineData("required=true")]
    [InlineData("required=1")]
    public void ARequiredSecretHasToBeGiven(string required)
    {
        var error = Assert.Throws<BuildSecretException>(
            () => Check($"FROM alpine\nRUN --mount=type=secret,id=nuget,{required} make\n"));

        Assert.Equal(
            "/app/Dockerfile:2: the secret 'nuget' is required, and the settings have none of that ID. Call "
            + "AddSecret(\"nuget\", …).", error.Message);
    }

    [Theory]
    [InlineData("required=false")]
    [InlineData("required,required=0")]
    public void ASecretThatIsNotRequiredNeedNotBe(string required) =>
        Assert.Single(Check($"FROM alpine\nRUN --mount=type=secret,id=nuget,{required} make\n"));

    [Fact]
    public void ASecretThatIsGivenIsNotMissed() =>
        Assert.Empty(
            Check("FROM alpine\nRUN --mount=type=secret,id=nuget,required make\n", settings =>
                settings.AddSecret("nuget", "value")));

    [Theory]
    [InlineData("type=ssh", "default")]
    [InlineData("type=ssh,id=deploy", "deploy")]
    public void AStepGoesWithoutAnAgentAndThatIsSaid(string mount, string id) => Assert.Equal(
        [
            $"/app/Dockerfile:2: the step runs without the ssh agent '{id}', which the settings do not have. "
            + $"Call AddSshAgent(\"{id}\") if it is needed.",
        ],
        Check($"FROM alpine\nRUN --mount={mount} make\n"));

    [Fact]
    public void ARequiredAgentHasToBeGiven()
    {
        const string Dockerfile = "FROM alpine\nRUN --mount=type=ssh,required make\n";
        var error = Assert.Throws<BuildSecretException>(() => Check(Dockerfile));

        Assert.Equal(
            "/app/Dockerfile:2: the ssh agent 'default' is required, and the settings have none of that ID. "
            + "Call AddSshAgent(\"default\").",
            error.Message);
        Assert.Empty(Check(Dockerfile, settings => settings.AddSshAgent()));
    }

    [Fact]
    public void OnlyStagesThatAreBuiltCount()
    {
        const string Dockerfile =
            "FROM alpine AS one\nRUN --mount=type=secret,id=one,required make\nFROM alpine AS two\n"
            + "FROM two\nRUN --mount=type=cache,target=/c make\n";

        Assert.Empty(Check(Dockerfile));
        Assert.Throws<BuildSecretException>(() => Check(Dockerfile, settings => settings.SetTarget("one")));
    }

    [Fact]
    public void WhatCannotBeResolvedIsLeftToTheEngine() =>
        Assert.Empty(Check("FROM $NOTHING\nRUN --mount=type=secret,id=nuget,required make\n"));

    static IReadOnlyList<string> Check(
        string dockerfile, Func<ImageBuildSettings, ImageBuildSettings>? configure = null) =>
        SecretMounts.Check(
            Dockerfile.Parse(dockerfile, "/app/Dockerfile"),
            (configure ?? (settings => settings))(ImageBuildSettings.Default));
}
