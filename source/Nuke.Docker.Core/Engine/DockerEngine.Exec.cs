using System.Text;
using Docker.DotNet.Models;

namespace Nuke.Docker.Engine;

public sealed partial class DockerEngine
{
    /// <summary>Prepares a command in a container that runs.</summary>
    /// <returns>The ID to start it with.</returns>
    internal async Task<string> CreateExecAsync(
        string container, ExecRequest request, CancellationToken cancellationToken)
    {
        var parameters = new ContainerExecCreateParameters
        {
            Cmd = [.. request.Command],
            Env = [.. request.Environment.Select(variable => $"{variable.Key}={variable.Value}")],
            WorkingDir = request.WorkingDirectory,
            User = request.User,
            AttachStdout = true,
            AttachStderr = true,
        };
        var created = await CallAsync(
            $"POST /containers/{container}/exec",
            (client, stop) => client.Exec.ExecCreateContainerAsync(container, parameters, stop),
            cancellationToken).ConfigureAwait(false);
        return created.ID;
    }

    /// <summary>Starts a prepared command, attached to its output.</summary>
    internal async Task<ContainerAttachment> StartExecAsync(string execId, CancellationToken cancellationToken)
    {
        var query = new EngineQuery($"exec/{execId}/start");
        var stream = await UpgradeAsync(
            query,
            "tcp",
            request => request.Content = new StringContent("{}", Encoding.UTF8, "application/json"),
            cancellationToken).ConfigureAwait(false);
        return new ContainerAttachment(
            stream, OutputFrames.ReadAsync(Endpoint, $"POST {query.Path}", stream, cancellationToken));
    }

    /// <summary>The exit code of a command; null as long as it runs, which it may for a moment after the end of its
    /// output.</summary>
    internal async Task<long?> ExecExitCodeAsync(string execId, CancellationToken cancellationToken)
    {
        var state = await CallAsync(
            $"GET /exec/{execId}/json",
            (client, stop) => client.Exec.InspectContainerExecAsync(execId, stop),
            cancellationToken).ConfigureAwait(false);
        return state.Running ? null : state.ExitCode;
    }
}
