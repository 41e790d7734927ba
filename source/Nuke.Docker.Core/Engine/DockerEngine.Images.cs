using System.Net;
using System.Text.Json;
using Docker.DotNet.Models;

namespace Nuke.Docker.Engine;

public sealed partial class DockerEngine
{
    /// <summary>An image by name, digest or ID; null if it is not on this engine.</summary>
    internal async Task<ImageDetails?> FindImageAsync(string reference, CancellationToken cancellationToken)
    {
        var image = await NullIfAbsentAsync(CallAsync(
            $"GET /images/{reference}/json",
            (client, stop) => client.Images.InspectImageAsync(reference, stop),
            cancellationToken)).ConfigureAwait(false);
        return image is null ? null : new ImageDetails(
            image.ID,
            NullIfEmpty(image.Parent),
            Copy(image.RepoTags),
            Copy(image.RepoDigests),
            Copy(image.Config?.Labels),
            At(image.Created),
            image.Size,
            image.Os ?? "",
            image.Architecture ?? "",
            NullIfEmpty(image.Variant),
            Copy(image.RootFS?.Layers),
            image.Config?.WorkingDir ?? "",
            Copy(image.Config?.Entrypoint),
            Copy(image.Config?.Cmd))
        {
            User = image.Config?.User ?? "",
            Environment = Copy(image.Config?.Env),
            ExposedPorts = [.. (image.Config?.ExposedPorts?.Keys ?? []).Order(StringComparer.Ordinal)],
        };
    }

    /// <summary>Images that match.</summary>
    /// <param name="filters">What is listed.</param>
    /// <param name="cancellationToken">Ends the wait for the answer.</param>
    /// <param name="withSteps">Those that the classic builder makes of each step too.</param>
    internal async Task<IReadOnlyList<ImageListing>> ListImagesAsync(
        EngineFilters filters, CancellationToken cancellationToken, bool withSteps = false)
    {
        var parameters = new ImagesListParameters { All = withSteps, Filters = filters.ToDictionary() };
        var images = await CallAsync(
            "GET /images/json", (client, stop) => client.Images.ListImagesAsync(parameters, stop), cancellationToken)
                .ConfigureAwait(false);
        return [.. images.Select(image => new ImageListing(
            image.ID,
            NullIfEmpty(image.ParentID),
            [.. Copy(image.RepoTags).Where(tag => tag != "<none>:<none>")],
            [.. Copy(image.RepoDigests).Where(digest => !digest.StartsWith("<none>@", StringComparison.Ordinal))],
            Copy(image.Labels),
            At(image.Created),
            image.Size))];
    }

    /// <summary>The steps that made an image, newest first.</summary>
    internal async Task<IReadOnlyList<ImageLayer>> ImageHistoryAsync(string image, CancellationToken cancellationToken)
    {
        var history = await CallAsync(
            $"GET /images/{image}/history",
            (client, stop) => client.Images.GetImageHistoryAsync(image, stop),
            cancellationToken).ConfigureAwait(false);
        return [.. history.Select(layer => new ImageLayer(
            layer.ID is "<missing>" or "" ? null : layer.ID,
            layer.CreatedBy ?? "",
            At(layer.Created),
            layer.Size,
            Copy(layer.Tags)))];
    }

    /// <summary>All that the engine tells about an image, also what has no name here.</summary>
    internal async Task<JsonDocument> ReadImageAsync(string image, CancellationToken cancellationToken)
    {
        using var response = await RequestAsync(
            HttpMethod.Get, new EngineQuery($"images/{image}/json"), content: null, configure: null, cancellationToken)
            .ConfigureAwait(false);
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        return await JsonDocument.ParseAsync(body, default, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives an image a name; whoever has it loses it.</summary>
    internal async Task TagImageAsync(
        string image, string repository, string tag, CancellationToken cancellationToken)
    {
        var parameters = new ImageTagParameters { RepositoryName = repository, Tag = tag };
        for (var attempt = 1; ; attempt++)
            try
            {
                await CallAsync(
                    $"POST /images/{image}/tag",
                    (client, stop) => client.Images.TagImageAsync(image, parameters, stop),
                    cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (EngineRequestException e) when (attempt < NameRace.MostAttempts && NameRace.IsMeantBy(e.Reason))
            {
                // Somebody else was giving the name at the same time.
            }
    }

    /// <summary>Removes a tag, and the image with its last one.</summary>
    /// <param name="image">Name or ID.</param>
    /// <param name="force">Also with several tags, or with stopped containers of it.</param>
    /// <param name="keepParents">Leaves untagged parents alone.</param>
    /// <param name="cancellationToken">Ends the wait for the answer.</param>
    internal Task<Removal> RemoveImageAsync(
        string image, bool force, bool keepParents, CancellationToken cancellationToken)
    {
        var parameters = new ImageDeleteParameters { Force = force, NoPrune = keepParents };
        return RemovalAsync(
            CallAsync($"DELETE /images/{image}", (client, stop) =>
                client.Images.DeleteImageAsync(image, parameters, stop), cancellationToken),
            HttpStatusCode.Conflict);
    }
}
