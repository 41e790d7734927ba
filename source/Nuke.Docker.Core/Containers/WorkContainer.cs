using Nuke.Docker.Engine;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Containers;

/// <summary>A container that <see cref="ContainerCommit"/> will make an image of. Whatever is done in it becomes part
/// of that.</summary>
public sealed class WorkContainer
{
    readonly DockerEngine _engine;
    readonly RunningContainer _container;
    readonly IProgressReporter _reporter;

    internal WorkContainer(DockerEngine engine, RunningContainer container, IProgressReporter reporter) =>
        (_engine, _container, _reporter) = (engine, container, reporter);

    /// <summary>The container's ID.</summary>
    public string Id => _container.Id;

    /// <summary>Runs a command in it, and shows what it writes.</summary>
    /// <param name="command">Program and arguments. No shell reads them, unless it is the program.</param>
    /// <param name="cancellationToken">Ends the wait, and with it the container.</param>
    /// <exception cref="ContainerCommandException">It ended with another exit code than 0.</exception>
    public Task<ExecResult> RunAsync(IReadOnlyList<string> command, CancellationToken cancellationToken) =>
        RunAsync(ExecSettings.Default.SetCommand(command), cancellationToken);

    /// <inheritdoc cref="RunAsync(IReadOnlyList{string}, CancellationToken)"/>
    /// <param name="settings">The command, and as whom and where it is run.</param>
    /// <param name="cancellationToken">Ends the wait, and with it the container.</param>
    public async Task<ExecResult> RunAsync(ExecSettings settings, CancellationToken cancellationToken) =>
        (await _container.ExecAsync(settings, _reporter, cancellationToken).ConfigureAwait(false)).ThrowIfFailed();

    /// <summary>Copies a file, or a directory with all that is in it, into the container.</summary>
    /// <param name="source">An absolute path on this machine.</param>
    /// <param name="target">
    /// The absolute path that it gets in the container. Directories above are made where they are missing. Everything
    /// belongs to root, and keeps its permissions and times.
    /// </param>
    /// <param name="cancellationToken">Ends the transfer.</param>
    /// <exception cref="ArgumentException">A path is not absolute.</exception>
    /// <exception cref="FileNotFoundException">The source does not exist.</exception>
    public Task CopyInAsync(string source, string target, CancellationToken cancellationToken) =>
        ContainerUpload.RunAsync(_engine, Id, source, target, cancellationToken);
}
