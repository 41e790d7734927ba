namespace Nuke.Docker.Samples.Tests;

/// <summary>The one engine on which all samples are built, one after another.</summary>
[CollectionDefinition(nameof(SampleEngine))]
public sealed class SampleEngineCollection : ICollectionFixture<SampleEngine>;

/// <inheritdoc cref="SampleEngineCollection"/>
public sealed class SampleEngine : PrivateEngine;
