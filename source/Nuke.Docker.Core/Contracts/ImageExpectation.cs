using Nuke.Docker.Engine;

namespace Nuke.Docker.Contracts;

/// <summary>One thing that a contract expects of an image.</summary>
/// <param name="Text">Continues "should": <c>have the user 'app'</c>.</param>
abstract record ImageExpectation(string Text)
{
    /// <summary>Looks at the image.</summary>
    /// <returns>What is there instead, in a few words; <see langword="null"/> if it is as expected.</returns>
    public abstract Task<string?> CheckAsync(ImageUnderTest image, CancellationToken cancellationToken);
}

/// <summary>Expects something of the image's configuration, which the engine tells at once.</summary>
sealed record ConfigurationExpectation(string Text, Func<ImageDetails, string?> Check) : ImageExpectation(Text)
{
    public override Task<string?> CheckAsync(ImageUnderTest image, CancellationToken cancellationToken) =>
        Task.FromResult(Check(image.Details));
}

/// <summary>Expects that there is nothing at a path.</summary>
sealed record AbsenceExpectation(string Path) : ImageExpectation($"not have {Path}")
{
    public override async Task<string?> CheckAsync(ImageUnderTest image, CancellationToken cancellationToken) =>
        await image.Files.FindAsync(Path, cancellationToken).ConfigureAwait(false) is null ? null : "it is there";
}
