using Nuke.Docker.Engine;

namespace Nuke.Docker.Ownership;

/// <summary>Finds containers and images by their labels.</summary>
/// <remarks>Engine API: <c>GET /containers/json</c> and <c>GET /images/json</c>, filter <c>label</c>.</remarks>
public static class LabelSearch
{
    /// <summary>Lists what bears all of the labels.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="labels">At least one.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <returns>Containers, then images, each the newest first.</returns>
    /// <exception cref="ArgumentException">No label is given.</exception>
    public static async Task<IReadOnlyList<LabelledResource>> RunAsync(
        DockerEngine engine, IReadOnlyCollection<LabelFilter> labels, CancellationToken cancellationToken)
    {
        if (labels.Count == 0)
            throw new ArgumentException(
                "Nothing is looked for without a label. Name at least one, such as 'purpose=practice'.",
                nameof(labels));
        var filters = labels.Aggregate(EngineFilters.None, (all, label) => all.WithLabel(label.Name, label.Value));
        var containers =
            await engine.ListContainersAsync(filters, cancellationToken, withSizes: true).ConfigureAwait(false);
        var images = await engine.ListImagesAsync(filters, cancellationToken).ConfigureAwait(false);
        return [.. containers.Select(Of).OrderByDescending(one => one.Created), .. images.Select(Of)
            .OrderByDescending(one => one.Created)];
    }

    static LabelledResource Of(ContainerListing container) => new()
    {
        Kind = ResourceKind.Container,
        Id = container.Id,
        Names = container.Names,
        State = container.State,
        Created = container.Created,
        SizeBytes = container.SizeBytes ?? 0,
    };

    static LabelledResource Of(ImageListing image) => new()
    {
        Kind = ResourceKind.Image,
        Id = image.Id,
        Names = image.RepoTags,
        State = null,
        Created = image.Created,
        SizeBytes = image.SizeBytes,
    };
}
