using Nuke.Common.IO;
using Nuke.Docker.Containers;
using Nuke.Docker.Containers.Copying;
using Nuke.Docker.Engine;
using Nuke.Docker.HandOvers;
using Nuke.Docker.Images;
using Nuke.Docker.Patterns;

namespace Nuke.Docker.Tests.HandOvers;

public sealed class HandOverTests : IAsyncLifetime
{
    readonly TemporaryDirectory _temporary = new();
    readonly ScriptedEngine _scripted = ScriptedEngine.OnUnixSocket();
    DockerEngine _engine = null!;

    static BuilderImage Builder =>
        new() { Id = "sha256:b", Name = "shop-builder", SizeBytes = 900, Builder = ImageBuilder.BuildKit };

    static BuilderContainer Container => new() { Id = "0123456789abcdef", Image = Builder, WorkingDirectory = "/app" };

    AbsolutePath Folder => (AbsolutePath)_temporary.Path / "shop";

    HandOver HandOver => new(Folder, "shop", EngineEndpoint.Parse(_scripted.Endpoint));

    public async Task InitializeAsync() =>
        _engine = await DockerEngine.ConnectAsync(EngineEndpoint.Parse(_scripted.Endpoint), CancellationToken.None);

    public async Task DisposeAsync()
    {
        await _engine.DisposeAsync();
        await _scripted.DisposeAsync();
        _temporary.Dispose();
    }

    [Fact]
    public async Task WhatATargetLeftIsRead()
    {
        _scripted.AnswerJson("GET /images/sha256:b/json", """{"Id":"sha256:b"}""");
        _scripted.AnswerJson("GET /containers/0123456789abcdef/json", """{"Id":"0123456789abcdef"}""");
        var runtime = new RuntimeImage { Id = "sha256:r", Tags = [ImageReference.Parse("shop:1")], SizeBytes = 300 };
        var item = new CopiedArtifact("app", IsDirectory: false, 1, 3, "ba7816bf");
        HandOver.Write(Builder);
        HandOver.Write(Container);
        HandOver.Write(runtime);
        HandOver.Write(new Artifacts([item], new TarArtifacts(HandOver.ArtifactsTarFile)));
        HandOver.ArtifactsTarFile.TouchFile();

        Assert.Equal(Builder, await HandOver.ReadBuilderImageAsync(_engine, CancellationToken.None));
        Assert.Equal(Container, await HandOver.ReadBuilderContainerAsync(_engine, CancellationToken.None));
        Assert.Equal([item], HandOver.ReadArtifacts().Items);
        Assert.Equal(runtime.Tags, HandOver.ReadRuntimeImage("DockerImage").Tags);
        Assert.Equal(("0123456789abcdef", "sha256:b"), HandOver.Leftovers());
    }

    [Fact]
    public async Task MissingFileIsToldWithTheTargetToRun()
    {
        Assert.Equal(
            "CreateBuilderContainer needs the builder image of 'shop', and BuildBuilderImage has left none in "
            + $"'{Folder}/builder-image.json'. Run BuildBuilderImage first: leave out --skip or --continue.",
            await FailureAsync(() => HandOver.ReadBuilderImageAsync(_engine, CancellationToken.None)));
        Assert.Equal(
            "CopyArtifacts needs the builder container of 'shop', and CreateBuilderContainer has left none in "
            + $"'{Folder}/builder-container.json'. Run CreateBuilderContainer first: leave out --skip or --continue.",
            await FailureAsync(() => HandOver.ReadBuilderContainerAsync(_engine, CancellationToken.None)));
        Assert.Equal(
            "BuildRuntimeImage needs the artifacts of 'shop', and CopyArtifacts has left none in "
            + $"'{Folder}/artifacts.json'. Run CopyArtifacts first: leave out --skip or --continue.",
            Failure(() => HandOver.ReadArtifacts()));
        Assert.Equal(
            "DockerImage needs the runtime image of 'shop', and BuildRuntimeImage has left none in "
            + $"'{Folder}/runtime-image.json'. Run BuildRuntimeImage first: leave out --skip or --continue.",
            Failure(() => HandOver.ReadRuntimeImage("DockerImage")));
        Assert.Equal((null, null), HandOver.Leftovers());
    }

    [Fact]
    public void MissingTarFileIsTold()
    {
        HandOver.Write(new Artifacts([], new TarArtifacts(HandOver.ArtifactsTarFile)));

        Assert.Equal(
            $"The artifacts of 'shop' are no longer in '{Folder}/artifacts.tar'. Run CopyArtifacts again: leave out "
            + "--skip or --continue.",
            Failure(() => HandOver.ReadArtifacts()));
    }

    [Fact]
    public async Task ImageThatIsGoneIsTold()
    {
        HandOver.Write(Builder);
        _scripted.AnswerJson("GET /images/sha256:b/json", """{"message":"No such image: sha256:b"}""", "404 Not Found");

        Assert.Equal(
            "The builder image of 'shop', shop-builder, is no longer on the engine. Run BuildBuilderImage again: "
            + "leave out --skip or --continue.",
            await FailureAsync(() => HandOver.ReadBuilderImageAsync(_engine, CancellationToken.None)));
    }

    [Fact]
    public async Task WithoutAContainerTheImageHasToBeThere()
    {
        HandOver.Write(Container with { Id = null });
        HandOver.MarkContainerRemoved(DateTimeOffset.UnixEpoch);
        _scripted.AnswerJson("GET /images/sha256:b/json", """{"Id":"sha256:b"}""");

        Assert.Equal(
            Container with { Id = null }, await HandOver.ReadBuilderContainerAsync(_engine, CancellationToken.None));
        Assert.Null(HandOver.Leftovers().Container);

        _scripted.AnswerJson("GET /images/sha256:b/json", """{"message":"No such image: sha256:b"}""", "404 Not Found");
        Assert.Equal(
            "The builder image of 'shop', shop-builder, is no longer on the engine. Run BuildBuilderImage again: "
            + "leave out --skip or --continue.",
            await FailureAsync(() => HandOver.ReadBuilderContainerAsync(_engine, CancellationToken.None)));
    }

    [Fact]
    public async Task ContainerThatIsGoneIsTold()
    {
        HandOver.Write(Container);
        _scripted.AnswerJson(
            "GET /containers/0123456789abcdef/json", """{"message":"No such container"}""", "404 Not Found");

        Assert.Equal(
            "The builder container of 'shop', 0123456789ab, is no longer on the engine. Run CreateBuilderContainer "
            + "again, leaving out --skip or --continue, or keep the container the next time with "
            + "--docker-keep-builder.",
            await FailureAsync(() => HandOver.ReadBuilderContainerAsync(_engine, CancellationToken.None)));
    }

    [Fact]
    public async Task ContainerThatWasRemovedIsToldWithTheTime()
    {
        var at = new DateTimeOffset(new DateTime(2026, 3, 1, 14, 5, 6, DateTimeKind.Local));
        HandOver.Write(Container);
        HandOver.MarkContainerRemoved(at);
        HandOver.MarkContainerRemoved(at.AddHours(1));

        Assert.Equal(
            "The builder container of 'shop', 0123456789ab, was removed by CleanUpBuilder at 14:05:06. Run "
            + "CreateBuilderContainer again, leaving out --skip or --continue, or keep the container the next time "
            + "with --docker-keep-builder.",
            await FailureAsync(() => HandOver.ReadBuilderContainerAsync(_engine, CancellationToken.None)));
        Assert.Null(HandOver.Leftovers().Container);
    }

    [Fact]
    public void ClearForgetsEverything()
    {
        HandOver.Write(Builder);
        HandOver.Clear();

        Assert.Empty(Directory.GetFileSystemEntries(Folder));
    }

    static string Failure(Func<object> read) => Assert.Throws<HandOverException>(read).Message;

    static async Task<string> FailureAsync(Func<Task> read) =>
        (await Assert.ThrowsAsync<HandOverException>(read)).Message;
}
