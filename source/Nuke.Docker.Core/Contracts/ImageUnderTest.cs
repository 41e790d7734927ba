using Nuke.Docker.Engine;
using Nuke.Docker.Ownership;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Contracts;

/// <summary>An image while its contract is verified.</summary>
sealed class ImageUnderTest : IAsyncDisposable
{
    // The engine refuses a container without a command, though this one is never started. It takes any.
    static readonly string[] _neverRun = ["never-run"];

    readonly string _container;

    ImageUnderTest(DockerEngine engine, ImageDetails details, string container, IProgressReporter reporter)
    {
        (Engine, Details, _container, Reporter) = (engine, details, container, reporter);
        Files = new ImageFiles(engine, container);
        Accounts = new ImageAccounts(Files);
    }

    public DockerEngine Engine { get; }

    public ImageDetails Details { get; }

    public IProgressReporter Reporter { get; }

    public ImageFiles Files { get; }

    public ImageAccounts Accounts { get; }

    /// <exception cref="ArgumentException">The image is not on the engine.</exception>
    public static async Task<ImageUnderTest> OpenAsync(
        DockerEngine engine, string image, IProgressReporter reporter, CancellationToken cancellationToken)
    {
        var details = await engine.FindImageAsync(image, cancellationToken).ConfigureAwait(false)
            ?? throw new ArgumentException(
                $"The image '{image}' is not on the engine at '{engine.Endpoint}'. Build or pull it first.");
        var request = new ContainerRequest
        {
            Image = details.Id,
            Command = _neverRun,
            Labels = RunOwner.Current.Labels
        };
        // Not to be cancelled: a container whose ID was never heard of could not be removed.
        var container = await engine.CreateContainerAsync(request, CancellationToken.None).ConfigureAwait(false);
        return new ImageUnderTest(engine, details, container, reporter);
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(InterruptGuard.Limit);
        await Engine.RemoveContainerAsync(_container, limit.Token).ConfigureAwait(false);
    }
}
