using Nuke.Docker.Contexts;
using Nuke.Docker.Images;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Core.Tests.Images;

public class ImageBuildSettingsTests
{
    static ImageBuildSettings Settings => ImageBuildSettings.Default;

    [Fact]
    public void DefaultsLeaveEverythingToTheEngine()
    {
        Assert.Null(Settings.ContextDirectory);
        Assert.Same(BuildContextSettings.Default, Settings.Context);
        Assert.Empty(Settings.Tags);
        Assert.Empty(Settings.BuildArguments);
        Assert.Empty(Settings.Labels);
        Assert.Null(Settings.Target);
        Assert.False(Settings.NoCache);
        Assert.False(Settings.Pull);
        Assert.Null(Settings.Platform);
        Assert.Empty(Settings.Platforms);
        Assert.Null(Settings.Network);
        Assert.Empty(Settings.ExtraHosts);
        Assert.Null(Settings.SharedMemoryBytes);
        Assert.Empty(Settings.CacheFrom);
        Assert.Empty(Settings.CacheTo);
        Assert.Empty(Settings.NoCacheStages);
        Assert.Empty(Settings.NamedContexts);
        Assert.Empty(Settings.ResourceLimits);
    }

    [Fact]
    public void LaterValuesWin()
    {
        Assert.Equal(["b"], Settings.SetNoCacheStages("a").SetNoCacheStages("b").NoCacheStages);
        Assert.Equal(
            new NamedContext.Directory("/b"),
            Settings.AddNamedContext("a", "/a").AddNamedContext("a", "/b").NamedContexts["a"]);
        Assert.Equal(
            ["nofile=2:3"],
            Settings.AddResourceLimit("nofile", 1)
                .AddResourceLimit("nofile", 2, 3).ResourceLimits.Select(limit => $"{limit}"));
        Assert.Equal(
            ["linux/amd64", "linux/arm64"],
            Settings.SetPlatform("linux/386").SetPlatforms("linux/amd64", "linux/arm64", "linux/amd64")
                .Platforms.Select(platform => $"{platform}"));
        Assert.Null(Settings.SetPlatforms("linux/amd64", "linux/arm64").Platform);
        Assert.Equal("/b", Settings.SetContextDirectory("/a").SetContextDirectory("/b").ContextDirectory);
        Assert.Equal("b", Settings.SetDockerfile("a").SetDockerfile("b").Context.DockerfilePath);
        Assert.Equal(["b:1"], Names(Settings.SetTags("a:1", "a:2").SetTags("b:1").Tags));
        Assert.Equal("2", Settings.SetBuildArgument("A", "1").SetBuildArgument("A", "2").BuildArguments["A"]);
        Assert.Equal("2", Settings.SetLabel("a", "1").SetLabel("a", "2").Labels["a"]);
        Assert.Equal("b", Settings.SetTarget("a").SetTarget("b").Target);
        Assert.False(Settings.EnableNoCache().DisableNoCache().NoCache);
        Assert.False(Settings.SetNoCache(true).SetNoCache(false).NoCache);
        Assert.False(Settings.EnablePull().DisablePull().Pull);
        Assert.False(Settings.SetPull(true).SetPull(false).Pull);
        Assert.Equal(
            "linux/arm64", Settings.SetPlatform("linux/amd64").SetPlatform("linux/arm64").Platform?.ToString());
        Assert.Null(Settings.SetPlatform("linux/amd64").SetPlatform((Platform?)null).Platform);
        Assert.Equal("none", Settings.SetNetwork("host").SetNetwork("none").Network);
        Assert.Equal(2, Settings.SetSharedMemoryBytes(1).SetSharedMemoryBytes(2).SharedMemoryBytes);
    }

    [Fact]
    public void AddedValuesFollowThoseThatAreThere()
    {
        var tag = ImageReference.Parse("b:1");

        Assert.Equal(["a:1", "a:2", "b:1"], Names(Settings.SetTags("a:1").AddTags("a:2").AddTags(tag).Tags));
        Assert.Equal(["b:1"], Names(Settings.SetTags(tag).Tags));
        Assert.Equal(
            ["one:10.0.0.1", "two:host-gateway"],
            Settings.AddExtraHost("one", "10.0.0.1")
                .AddExtraHost("two", "host-gateway").ExtraHosts.Select(host => host.ToString()));
        Assert.Equal(
            ["type=registry,ref=a:1", "type=registry,ref=b:1"],
            Settings.AddCacheFrom(ImageReference.Parse("a:1")).AddCacheFrom(tag).CacheFrom.Select(cache => $"{cache}"));
        Assert.Equal(
            [new BuildCache.Inline(), new BuildCache.Local("/a")],
            Settings.AddCacheTo(new BuildCache.Inline()).AddCacheTo(new BuildCache.Local("/a")).CacheTo);
        Assert.Equal(["a", "b"], Settings.SetNoCacheStages("a").AddNoCacheStages("b").NoCacheStages);
        Assert.Null(Settings.SetBuildArgument("DECLARED", null).BuildArguments["DECLARED"]);
    }

    [Fact]
    public void WhatWasAddedCanBeCleared()
    {
        Assert.Empty(Settings.SetTags("a").ClearTags().Tags);
        Assert.Empty(Settings.SetBuildArgument("A", "1").ClearBuildArguments().BuildArguments);
        Assert.Empty(Settings.SetLabel("a", "1").ClearLabels().Labels);
        Assert.Empty(Settings.AddExtraHost("a", "b").ClearExtraHosts().ExtraHosts);
        Assert.Empty(Settings.AddCacheFrom(ImageReference.Parse("a")).ClearCacheFrom().CacheFrom);
        Assert.Empty(Settings.AddCacheTo(new BuildCache.Inline()).ClearCacheTo().CacheTo);
        Assert.Empty(Settings.SetNoCacheStages("a").ClearNoCacheStages().NoCacheStages);
        Assert.Empty(Settings.AddNamedContext("a", "/a").ClearNamedContexts().NamedContexts);
        Assert.Empty(Settings.AddResourceLimit("nofile", 1).ClearResourceLimits().ResourceLimits);
    }

    [Fact]
    public void CopiesDoNotShare()
    {
        var settings = Settings.SetTags("a").SetBuildArgument("A", "1").SetLabel("l", "1").AddExtraHost("h", "a");
        var changed = settings.AddTags("b").SetBuildArgument("A", "2").SetBuildArgument("B", "1")
            .SetLabel("l", "2").AddExtraHost("i", "b").SetContext(context => context.AddIgnorePatterns("*.md"));

        Assert.Equal(["a"], Names(settings.Tags));
        Assert.Equal([KeyValuePair.Create("A", (string?)"1")], settings.BuildArguments);
        Assert.Equal([KeyValuePair.Create("l", "1")], settings.Labels);
        Assert.Single(settings.ExtraHosts);
        Assert.Empty(settings.Context.IgnorePatterns);
        Assert.Equal(["*.md"], changed.Context.IgnorePatterns);
        Assert.Equal(2, changed.BuildArguments.Count);
    }

    [Fact]
    public async Task EveryViolationIsToldAtOnce()
    {
        var settings = Settings
            .SetContextDirectory("here")
            .SetTags("shop@sha256:" + new string('0', 64))
            .SetSharedMemoryBytes(0)
            .SetTarget("")
            .SetBuildArgument(" ", "x")
            .SetLabel("", "x");

        var exception = await BuildAsync(settings);

        Assert.Equal(
            $"Image '{settings.Tags[0]}' cannot be built, for 6 reasons: the context directory 'here' is not an "
            + "absolute path; the shared memory of 0 bytes is not greater than zero; the target is empty. Leave it "
            + $"null for the last stage; the tag '{settings.Tags[0]}' has a digest; the engine makes digests itself; "
            + "a build argument has the empty name ' '; a label has the empty name ''.",
            exception.Message);
    }

    [Fact]
    public async Task SingleViolationStandsAlone() =>
        Assert.Equal(
            "Image of 'Dockerfile' cannot be built: no context directory is set. Call SetContextDirectory.",
            (await BuildAsync(Settings)).Message);

    // Settings are looked at before the engine is, so that none is needed.
    static Task<ArgumentException> BuildAsync(ImageBuildSettings settings) => Assert.ThrowsAsync<ArgumentException>(
        () => ImageBuild.RunAsync(engine: null!, settings, SilentReporter.Instance, CancellationToken.None));

    static IEnumerable<string> Names(IEnumerable<ImageReference> references) =>
        references.Select(reference => reference.ToString());
}
