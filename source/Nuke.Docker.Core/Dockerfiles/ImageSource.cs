namespace Nuke.Docker.Dockerfiles;

/// <summary>Where a stage begins, or where <c>COPY --from</c> and <c>--mount=from=</c> read: a closed family.</summary>
abstract record ImageSource
{
    ImageSource()
    {
    }

    /// <summary>Nothing at all.</summary>
    internal sealed record Scratch : ImageSource;

    /// <summary>A stage of the same file.</summary>
    internal sealed record OfStage(Stage Stage) : ImageSource;

    /// <summary>An image from outside, by its name as the file gives it.</summary>
    internal sealed record Image(string Name) : ImageSource;
}
