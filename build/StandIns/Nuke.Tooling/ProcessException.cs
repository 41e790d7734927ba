using Nuke.Common.Utilities;

namespace Nuke.Common.Tooling;

public class ProcessException : Exception
{
    public ProcessException(IProcess process)
        : base(Describe(process)) => ExitCode = process.ExitCode;

    public int ExitCode { get; }

    private static string Describe(IProcess process)
    {
        var errors = process.Output.Where(x => x.Type == OutputType.Err).Select(x => $"   {x.Text}").ToList();
        string[] lines =
        [
            $"Process '{Path.GetFileName(process.FileName)}' exited with code {process.ExitCode}.",
            $"   > {process.FileName.DoubleQuoteIfNeeded()} {process.Arguments}",
            $"   @ {process.WorkingDirectory}",
            .. errors.Count > 0 ? errors.Prepend("Error output:") : [],
        ];
        return lines.JoinNewLine() + Environment.NewLine;
    }
}

public static class ProcessExtensions
{
    public static IProcess AssertWaitForExit(this IProcess process)
    {
        Assert.True(process != null);
        Assert.True(process.WaitForExit());
        return process;
    }

    public static IProcess AssertZeroExitCode(this IProcess process)
    {
        process.AssertWaitForExit();
        return process.ExitCode == 0 ? process : throw new ProcessException(process);
    }

    public static string StdToText(this IEnumerable<Output> output) =>
        output.Where(x => x.Type == OutputType.Std).Select(x => x.Text).JoinNewLine();
}
