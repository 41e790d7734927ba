using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Nuke.Docker.Engine.Connections;

/// <summary>A connection through <c>ssh host docker system dial-stdio</c>, as the docker CLI makes it.</summary>
static class SshTunnel
{
    const string Remedy = "Try the same with ssh by hand, or pass --docker-endpoint.";

    /// <exception cref="EngineUnavailableException">The ssh program cannot be started.</exception>
    public static ProcessConnection Open(EngineEndpoint endpoint)
    {
        var start = new ProcessStartInfo(endpoint.SshProgram, Arguments(endpoint))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        try
        {
            return new ProcessConnection(
                Process.Start(start)!,
                (exitCode, errors) =>
                    EngineUnavailableException.NoAnswer(
                        endpoint, Reason(exitCode, errors), null, Remedy, Details(errors)));
        }
        catch (Win32Exception e)
        {
            throw EngineUnavailableException.NoAnswer(
                endpoint,
                $"the program '{endpoint.SshProgram}' cannot be started",
                e,
                "Install an ssh client, or pass --docker-endpoint.");
        }
    }

    internal static IReadOnlyList<string> Arguments(EngineEndpoint endpoint)
    {
        List<string> arguments = ["-o", "ConnectTimeout=30", "-T"];
        if (endpoint.User.Length > 0)
            arguments.AddRange(["-l", endpoint.User]);
        if (endpoint.Port > 0)
            arguments.AddRange(["-p", endpoint.Port.ToString(CultureInfo.InvariantCulture)]);
        arguments.AddRange(["--", endpoint.Host, "docker"]);
        if (endpoint.SocketPath.Length > 0)
            arguments.AddRange(["--host", Quote($"unix://{endpoint.SocketPath}")]);
        arguments.AddRange(["system", "dial-stdio"]);
        return arguments;
    }

    // ssh joins the arguments with spaces and hands them to a shell on the other side.
    static string Quote(string text) =>
        text.All(c => char.IsAsciiLetterOrDigit(c) || "/:._-".Contains(c, StringComparison.Ordinal))
            ? text : $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    static string Reason(int? exitCode, IReadOnlyList<string> errors) =>
        $"ssh ended {(exitCode is null ? "its output" : $"with exit code {exitCode}")}"
        + (errors.Count == 0 ? "" : $" ({errors[^1].TrimEnd('.')})");

    static string? Details(IReadOnlyList<string> errors) =>
        errors.Count < 2 ? null : string.Concat(errors.Select(line => $"\n  {line}"));
}
