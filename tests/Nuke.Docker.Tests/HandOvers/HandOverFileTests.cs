using Nuke.Common.IO;
using Nuke.Docker.HandOvers;

namespace Nuke.Docker.Tests.HandOvers;

public sealed class HandOverFileTests : IDisposable
{
    const string Endpoint = "unix:///var/run/docker.sock";

    readonly TemporaryDirectory _temporary = new();

    AbsolutePath Path => (AbsolutePath)_temporary.Path / "shop" / "builder-image.json";

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void ValueIsReadAsItWasWritten()
    {
        On(Endpoint).Write(new("sha256:1"));
        On(Endpoint).Write(new("sha256:2"));

        Assert.Equal(new Image("sha256:2"), Read(Endpoint));
        Assert.Equal(new Image("sha256:2"), On(Endpoint).TryRead("BuildBuilderImage"));
        Assert.Equal([Path.ToString()], Directory.GetFileSystemEntries(Path.Parent));
    }

    [Fact]
    public void FileIsForPeopleToo()
    {
        On(Endpoint).Write(new("sha256:1"));

        Assert.Equal(
            """
            {
              "endpoint": "unix:///var/run/docker.sock",
              "value": {
                "id": "sha256:1"
              }
            }
            """,
            File.ReadAllText(Path));
    }

    [Fact]
    public void MissingFileIsNothingToClean() => Assert.Null(On(Endpoint).TryRead("BuildBuilderImage"));

    [Fact]
    public void WhatIsOnAnotherEngineIsToldAndNotCleaned()
    {
        On("tcp://build-7:2376").Write(new("sha256:1"));

        var exception = Assert.Throws<HandOverException>(() => Read(Endpoint));

        Assert.Equal(
            "What BuildBuilderImage has left for 'shop' is on the engine at 'tcp://build-7:2376', and this build "
            + "talks to 'unix:///var/run/docker.sock'. Run BuildBuilderImage again, or pass --docker-endpoint "
            + "tcp://build-7:2376.",
            exception.Message);
        Assert.Null(On(Endpoint).TryRead("BuildBuilderImage"));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{ \"endpoint\": \"unix:///var/run/docker.sock\" }")]
    [InlineData("{ \"endpoint\": \"unix:///var/run/docker.sock\", \"value\": null }")]
    [InlineData("{ \"endpoint\": \"unix:///var/run/docker.sock\", \"value\": { } }")]
    [InlineData("{ \"endpoint\": \"unix:///var/run/docker.sock\", \"value\": { \"id\": ")]
    public void FileThatIsNotOursIsToldInOneLine(string text)
    {
        Directory.CreateDirectory(Path.Parent);
        File.WriteAllText(Path, text);

        var exception = Assert.Throws<HandOverException>(() => Read(Endpoint));

        Assert.Equal(
            $"'{Path}' is not what BuildBuilderImage writes: {exception.InnerException!.Message} "
            + "Delete the file and run BuildBuilderImage again.",
            exception.Message);
        Assert.DoesNotContain('\n', exception.Message);
    }

    HandOverFile<Image> On(string endpoint) => new(Path, "shop", endpoint);

    Image Read(string endpoint) =>
        On(endpoint).Read("CreateBuilderContainer", "the builder image", "BuildBuilderImage");

    sealed record Image(string Id);
}
