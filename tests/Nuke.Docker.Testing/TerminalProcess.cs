using System.Globalization;

namespace Nuke.Docker.Testing;

/// <summary>A build on a real terminal, whose every byte is recorded.</summary>
public sealed class TerminalProcess : IDisposable
{
    readonly BuildProcess _process;
    readonly TemporaryDirectory _directory = new();
    readonly int _columns;
    readonly int _rows;

    TerminalProcess(BuildRepository repository, int columns, int rows, string command)
    {
        (_columns, _rows) = (columns, rows);
        // The process ID is the command's: the shell becomes it.
        var start = string.Create(
            CultureInfo.InvariantCulture,
            $"stty cols {columns} rows {rows}; echo $$ >{ProcessIdFile}; "
            + $"exec env {string.Join(' ', BuildProcess.DefaultSignals)} {command}");
        string[] arguments = ["--quiet", "--flush", "--return", "--command", start, RecordFile];
        _process = BuildProcess.StartProgram(repository, "script", arguments);
    }

    string ProcessIdFile => Path.Combine(_directory.Path, "pid");

    string RecordFile => Path.Combine(_directory.Path, "record");

    /// <summary>Starts a command, in the words of a shell.</summary>
    /// <param name="repository">Its working directory and environment; <c>TERM</c> is <c>xterm</c> unless that says
    /// otherwise.</param>
    /// <param name="columns">The terminal's width.</param>
    /// <param name="rows">The terminal's height.</param>
    /// <param name="command">The command.</param>
    public static TerminalProcess Start(BuildRepository repository, int columns, int rows, string command)
    {
        repository.Environment.TryAdd("TERM", "xterm");
        return new(repository, columns, rows, command);
    }

    /// <summary>Waits until the text has been written, by the log or by a region.</summary>
    public Task WaitForAsync(string text) => _process.WaitForAsync(text);

    /// <summary>Sends a signal, such as <c>INT</c>, to the build.</summary>
    public Task SendAsync(string signal) => Script.RunAsync("sh", "-c", $"kill -{signal} $(cat {ProcessIdFile})");

    /// <summary>Makes the terminal wider or narrower.</summary>
    public Task ResizeAsync(int columns, int rows) => Script.RunAsync(
        "sh", "-c", string.Create(
            CultureInfo.InvariantCulture,
            $"stty cols {columns} rows {rows} </proc/$(cat {ProcessIdFile})/fd/0"));

    /// <summary>Waits for the end.</summary>
    /// <returns>The exit code, and what the process has written, but for its last carriage returns.</returns>
    public async Task<(int ExitCode, string Output)> WaitAsync()
    {
        var result = await _process.WaitAsync();
        var record = await File.ReadAllTextAsync(RecordFile);
        // The first line and the last one are script's own.
        var start = record.IndexOf('\n', StringComparison.Ordinal) + 1;
        var end = record.LastIndexOf("\nScript done", StringComparison.Ordinal);
        return (result.ExitCode, end < 0 ? record[start..] : record[start..end]);
    }

    /// <summary>A screen on which output of this terminal can be played.</summary>
    public TerminalScreen NewScreen() => new(_columns, _rows);

    public void Dispose()
    {
        _process.Dispose();
        _directory.Dispose();
    }
}
