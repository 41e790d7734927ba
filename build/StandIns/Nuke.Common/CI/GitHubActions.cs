using Nuke.Common.IO;
using Nuke.Common.Tooling;
using Nuke.Common.Utilities;

namespace Nuke.Common.CI.GitHubActions;

public class GitHubActions : Host, IBuildServer
{
    internal GitHubActions()
    {
    }

    internal static bool IsRunningGitHubActions => EnvironmentInfo.HasVariable("GITHUB_ACTIONS");

    public static new GitHubActions Instance => Host.Instance as GitHubActions;

    public string Repository => EnvironmentInfo.GetVariable("GITHUB_REPOSITORY");

    public string Workflow => EnvironmentInfo.GetVariable("GITHUB_WORKFLOW");

    public string EventName => EnvironmentInfo.GetVariable("GITHUB_EVENT_NAME");

    public string Sha => EnvironmentInfo.GetVariable("GITHUB_SHA");

    public string Ref => EnvironmentInfo.GetVariable("GITHUB_REF");

    public string RefName => EnvironmentInfo.GetVariable("GITHUB_REF_NAME");

    public string Token => EnvironmentInfo.GetVariable("GITHUB_TOKEN");

    public bool IsPullRequest => EventName == "pull_request";

    public AbsolutePath StepSummaryFile => EnvironmentInfo.GetVariable("GITHUB_STEP_SUMMARY");

    string IBuildServer.Branch => Ref;

    string IBuildServer.Commit => Sha;

    internal override Theme Theme => Theme.Colored;

    public void Group(string group) => WriteCommand("group", group);

    public void EndGroup(string group) => WriteCommand("endgroup", group);

    public void WriteDebug(string message) => WriteCommand("debug", message);

    public void WriteWarning(string message) => WriteCommand("warning", message);

    public void WriteError(string message) => WriteCommand("error", message);

    public void WriteCommand(
        string command,
        string message = null,
        Configure<Dictionary<string, object>> dictionaryConfigurator = null)
    {
        var properties = dictionaryConfigurator.InvokeSafe([])
            .Select(x => $"{x.Key}={Escape(x.Value.ToString()).Replace(":", "%3A").Replace(",", "%2C")}")
            .JoinCommaSpace();
        Console.WriteLine($"::{command}{(properties.Length > 0 ? $" {properties}" : string.Empty)}::{Escape(message)}");
    }

    protected internal override IDisposable WriteBlock(string text) =>
        DelegateDisposable.CreateBracket(() => Group(text), () => EndGroup(text));

    protected internal override void ReportWarning(string text, string details = null) => WriteWarning(text);

    protected internal override void ReportError(string text, string details = null) => WriteError(text);

    /// <summary>Commands of the runner pass through the log as they are.</summary>
    protected internal override bool FilterMessage(string message)
    {
        if (!message.StartsWith("::", StringComparison.Ordinal) && !message.StartsWith("##[", StringComparison.Ordinal))
            return false;

        Console.WriteLine(message);
        return true;
    }

    private static string Escape(string text) => text?.Replace("%", "%25").Replace("\r", "%0D").Replace("\n", "%0A");
}
