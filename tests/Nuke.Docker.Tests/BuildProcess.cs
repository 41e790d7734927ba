using System.Diagnostics;
using System.Globalization;
using Nuke.Docker.Tests.Builds;

namespace Nuke.Docker.Tests;

/// <summary>
/// A build of the test project's own, run as its users run theirs: a process whose working directory is a repository.
/// Builds keep much of their state in statics, so two of them do not fit into one process.
/// </summary>
sealed class BuildProcess : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    readonly Process _process;
    readonly List<string> _lines = [];
    readonly Dictionary<string, TaskCompletionSource> _awaited = [];

    BuildProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, e) => Receive(e.Data);
        _process.ErrorDataReceived += (_, e) => Receive(e.Data);
        _process.Start();
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Runs a build to its end in a repository that is gone afterwards.</summary>
    public static async Task<BuildResult> RunAsync<TBuild>(params string[] arguments)
    {
        using var repository = new BuildRepository();
        return await RunAsync<TBuild>(repository, arguments);
    }

    public static async Task<BuildResult> RunAsync<TBuild>(BuildRepository repository, params string[] arguments)
    {
        using var process = Start<TBuild>(repository, arguments);
        return await process.WaitAsync();
    }

    /// <summary>Runs a build whose standard streams are a terminal's.</summary>
    /// <param name="repository">The build's working directory and environment.</param>
    /// <param name="arguments">Words without blanks.</param>
    public static async Task<BuildResult> RunOnTerminalAsync<TBuild>(BuildRepository repository, params string[] arguments)
    {
        var command = string.Join(' ', ["dotnet", typeof(TBuild).Assembly.Location, .. arguments]);
        using var process = Start<TBuild>(repository, "script", ["--quiet", "--return", "--command", command, "/dev/null"]);
        return await process.WaitAsync();
    }

    public static BuildProcess Start<TBuild>(BuildRepository repository, params string[] arguments)
    {
        // A shell without job control lets its children ignore these two, and would so decide what is tested.
        string[] signals = OperatingSystem.IsLinux() ? ["--default-signal=INT,QUIT"] : [];
        return Start<TBuild>(repository, "env", [.. signals, "dotnet", typeof(TBuild).Assembly.Location, .. arguments]);
    }

    static BuildProcess Start<TBuild>(BuildRepository repository, string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = repository.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[Program.BuildVariable] = typeof(TBuild).FullName;
        // Whatever runs the tests, the build sees a plain terminal, in no language but its own.
        start.Environment.Remove("GITHUB_ACTIONS");
        start.Environment["TERM"] = "dumb";
        start.Environment["LC_ALL"] = "C";
        start.Environment["NUKE_TELEMETRY_OPTOUT"] = "1";
        foreach (var (name, value) in repository.Environment)
            start.Environment[name] = value;

        return new BuildProcess(start);
    }

    /// <summary>Waits until a line of the output contains the text.</summary>
    public Task WaitForAsync(string text)
    {
        lock (_lines)
        {
            var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_lines.Exists(x => x.Contains(text, StringComparison.Ordinal)))
                source.SetResult();
            else
                _awaited[text] = source;
            return source.Task.WaitAsync(Patience);
        }
    }

    /// <summary>Sends a signal, such as <c>INT</c>, to the build alone.</summary>
    public async Task SendAsync(string signal)
    {
        using var kill = Process.Start("sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -{signal} {_process.Id}")]);
        await kill.WaitForExitAsync();
    }

    public async Task<BuildResult> WaitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        lock (_lines)
            return new BuildResult(_process.ExitCode, [.. _lines]);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    void Receive(string? line)
    {
        if (line == null)
            return;

        lock (_lines)
        {
            _lines.Add(line);
            foreach (var (_, source) in _awaited.Where(x => line.Contains(x.Key, StringComparison.Ordinal)))
                source.TrySetResult();
        }
    }
}
