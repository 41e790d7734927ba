namespace Nuke.Docker.Samples.Tests;

/// <summary>The engine on which most samples are built, one after another.</summary>
[CollectionDefinition(nameof(SampleEngine))]
public sealed class SampleEngineCollection : ICollectionFixture<SampleEngine>;

/// <inheritdoc cref="SampleEngineCollection"/>
public class SampleEngine : PrivateEngine;

/// <summary>Another one for the samples that take longest, beside the first.</summary>
[CollectionDefinition(nameof(SecondSampleEngine))]
public sealed class SecondSampleEngineCollection : ICollectionFixture<SecondSampleEngine>;

/// <inheritdoc cref="SecondSampleEngineCollection"/>
public sealed class SecondSampleEngine : SampleEngine;
