using System.Net;
using System.Net.Http;
using Docker.DotNet.Models;

namespace Docker.DotNet;

public interface IImageOperations
{
    Task<IList<ImagesListResponse>> ListImagesAsync(
        ImagesListParameters parameters, CancellationToken cancellationToken = default);

    Task<ImageInspectResponse> InspectImageAsync(string name, CancellationToken cancellationToken = default);

    Task<IList<ImageHistoryResponse>> GetImageHistoryAsync(string name, CancellationToken cancellationToken = default);

    Task TagImageAsync(string name, ImageTagParameters parameters, CancellationToken cancellationToken = default);

    Task<IList<IDictionary<string, string>>> DeleteImageAsync(
        string name, ImageDeleteParameters parameters, CancellationToken cancellationToken = default);
}

internal sealed class ImageOperations(Routes routes) : IImageOperations
{
    public Task<IList<ImagesListResponse>> ListImagesAsync(
        ImagesListParameters parameters, CancellationToken cancellationToken) =>
        routes.GetAsync<IList<ImagesListResponse>>(
            "images/json",
            new Query().Add("all", parameters.All).Add("filters", parameters.Filters),
            null,
            cancellationToken);

    public Task<ImageInspectResponse> InspectImageAsync(string name, CancellationToken cancellationToken) =>
        routes.GetAsync<ImageInspectResponse>($"images/{name}/json", new Query(), NoImage, cancellationToken);

    public Task<IList<ImageHistoryResponse>> GetImageHistoryAsync(string name, CancellationToken cancellationToken) =>
        routes.GetAsync<IList<ImageHistoryResponse>>($"images/{name}/history", new Query(), NoImage, cancellationToken);

    public Task TagImageAsync(string name, ImageTagParameters parameters, CancellationToken cancellationToken) =>
        routes.SendAsync(
            HttpMethod.Post,
            $"images/{name}/tag",
            new Query().Add("repo", parameters.RepositoryName).Add("tag", parameters.Tag),
            NoImage,
            cancellationToken);

    public Task<IList<IDictionary<string, string>>> DeleteImageAsync(
        string name, ImageDeleteParameters parameters, CancellationToken cancellationToken) =>
        routes.ReadAsync<IList<IDictionary<string, string>>>(
            HttpMethod.Delete,
            $"images/{name}",
            new Query().Add("force", parameters.Force).Add("noprune", parameters.NoPrune),
            null,
            NoImage,
            routes.Timeout,
            cancellationToken);

    private static DockerApiException NoImage(string body) =>
        new DockerImageNotFoundException(HttpStatusCode.NotFound, body);
}
