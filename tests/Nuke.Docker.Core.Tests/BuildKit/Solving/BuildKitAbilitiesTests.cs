using Nuke.Docker.BuildKit.Messages;
using Nuke.Docker.BuildKit.Solving;

namespace Nuke.Docker.Core.Tests.BuildKit.Solving;

public sealed class BuildKitAbilitiesTests
{
    [Theory]
    [InlineData("compression", "engine 24")]
    [InlineData("compression-level", "engine 24")]
    [InlineData("force-compression", "engine 24")]
    [InlineData("ignore-error", "engine 25")]
    [InlineData("image-manifest", "engine 25")]
    public void WhatAnOldBuildKitWouldDropOfACacheIsRefused(string attribute, string engine)
    {
        var old = new BuildKitAbilities { Owner = "That BuildKit", IsInEngine = true, HasContainerdStore = true };
        var settings = new BuildKitSettings
        {
            CacheExports = [new ExporterEntry("registry", new Dictionary<string, string> { [attribute] = "1" })],
        };

        var error = Assert.Throws<NotSupportedException>(() => old.Check(settings));

        Assert.Equal(
            $"That BuildKit does not know '{attribute}' of a cache. Leave it out, or build on {engine} or newer.",
            error.Message);
        (old with { CompressesCaches = true, ShapesCaches = true }).Check(settings);
    }
}
