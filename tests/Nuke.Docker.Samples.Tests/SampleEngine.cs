namespace Nuke.Docker.Samples.Tests;

/// <summary>The engine on which most samples are built, one after another.</summary>
[CollectionDefinition(nameof(SampleEngine))]
public sealed class SampleEngineCollection : ICollectionFixture<SampleEngine>;

/// <inheritdoc cref="SampleEngineCollection"/>
public class SampleEngine : PrivateEngine
{
    bool _hasCompiledLibrary;

    /// <summary>
    /// Makes base images present. That of Go has compiled the library of web servers: each sample would do it anew, for
    /// ten times as long as it takes to compile the sample.
    /// </summary>
    public async Task PrepareAsync(IReadOnlyList<string> baseImages)
    {
        await EnsureBaseImagesAsync(baseImages);
        if (_hasCompiledLibrary || !baseImages.Contains("golang"))
            return;
        using var context = new TemporaryDirectory();
        context.Write("Dockerfile", "FROM golang\nRUN go build net/http\n");
        var output = await Client.BuildAsync(context.Path, "Dockerfile", "golang");
        Assert.Contains("Successfully tagged golang:latest", output, StringComparison.Ordinal);
        _hasCompiledLibrary = true;
    }
}

/// <summary>Another one for the samples that take longest, beside the first.</summary>
[CollectionDefinition(nameof(SecondSampleEngine))]
public sealed class SecondSampleEngineCollection : ICollectionFixture<SecondSampleEngine>;

/// <inheritdoc cref="SecondSampleEngineCollection"/>
public sealed class SecondSampleEngine : SampleEngine;
