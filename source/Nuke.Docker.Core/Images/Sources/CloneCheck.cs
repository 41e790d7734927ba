using System.Text.RegularExpressions;
using Nuke.Docker.Dockerfiles;
using Nuke.Docker.Git;

namespace Nuke.Docker.Images.Sources;

/// <summary>
/// Finds the instructions that fetch from git without saying which commit. Builders cache them by their text, so they
/// would stay at the commit of the first build.
/// </summary>
static partial class CloneCheck
{
    /// <summary>One warning for each such instruction, with its line.</summary>
    public static IEnumerable<string> Warnings(Dockerfile dockerfile, ImageBuildSettings settings)
    {
        var last = settings.Target is { } target ? dockerfile.GetTarget(target).Index : dockerfile.Stages.Count - 1;
        return dockerfile.Stages.Take(last + 1).SelectMany(stage => Warnings(dockerfile, stage, settings));
    }

    static IEnumerable<string> Warnings(Dockerfile dockerfile, Stage stage, ImageBuildSettings settings)
    {
        var commits = new HashSet<string>();
        foreach (var (instruction, index) in stage.Instructions.Select((instruction, index) => (instruction, index)))
        {
            if (instruction is Instruction.Arg argument)
                commits.UnionWith(argument.Declarations.Where(declaration => HoldsCommit(declaration, settings))
                    .Select(declaration => declaration.Name.Text));
            if (Fetches(instruction) is not { } command)
                continue;
            var place = $"{dockerfile.SourceName}:{LineOf(instruction, command)}";
            var shown = Redaction.Of(command.Trim(), credential: null);
            if (HasUserInfo(command))
                yield return $"{place}: '{shown}' is given a credential, which everybody can read in the image's "
                    + "history. Clone on this side and send it as the context: "
                    + "SetContext(GitSource.Parse(…).WithCredential(…)).";
            else if (!settings.NoCache && !IsPinned(stage, index, commits))
                yield return $"{place}: '{shown}' is cached by its text, so a new commit would go unnoticed. "
                    + $"{Remedy(instruction, settings)}";
        }
    }

    static bool HoldsCommit(ArgumentDeclaration declaration, ImageBuildSettings settings)
    {
        var name = declaration.Name.Text;
        return settings.GitPins.Any(pin => pin.ArgumentName == name)
            || GitReference.IsCommit(
                settings.BuildArguments.GetValueOrDefault(name) ?? declaration.Default?.Text ?? "");
    }

    // What follows in the stage is built anew with it, so the commit may be checked out in a later instruction.
    static bool IsPinned(Stage stage, int index, HashSet<string> commits)
    {
        var texts = stage.Instructions[index] is Instruction.Run
            ? stage.Instructions.Skip(index).OfType<Instruction.Run>().Select(Script)
            : [stage.Instructions[index].Written.Text];
        return texts.Any(text => CommitPattern().IsMatch(text)
            || VariablePattern().Matches(text).Any(match => commits.Contains(match.Groups["name"].Value)));
    }

    static string? Fetches(Instruction instruction) => instruction switch
    {
        Instruction.Run run when CommandPattern().Match(Script(run)) is { Success: true } match =>
            match.Groups["command"].Value,
        Instruction.Add add when add.Sources.FirstOrDefault(source => GitSource.IsGit(source.Text)) is { } source =>
            $"ADD {source.Text}",
        _ => null,
    };

    static string Script(Instruction.Run run)
    {
        var lines = string.Join(
            '\n',
            [.. run.Command.Words.Select(word => word.Text), .. run.Written.Heredocs.Select(
                heredoc => "\n" + heredoc.Content)]);
        return CommentPattern().Replace(run.Command.IsExecForm ? lines.Replace('\n', ' ') : lines, "");
    }

    static int LineOf(Instruction instruction, string command)
    {
        var words = command.Trim().Split(' ', 3);
        var lines = instruction.Written.Original.Split('\n');
        var index = Array.FindIndex(lines, line => !line.TrimStart().StartsWith('#')
            && words.Take(2).All(word => line.Contains(word, StringComparison.Ordinal)));
        return instruction.Lines.Start + Math.Max(index, 0);
    }

    static bool HasUserInfo(string command) => UserInfoPattern().IsMatch(command);

    static string Remedy(Instruction instruction, ImageBuildSettings settings)
    {
        var use = instruction is Instruction.Add ? "put #$COMMIT behind the address" : "check $COMMIT out in it";
        return settings.GitPins is [var pin, ..]
            ? $"Declare ARG {pin.ArgumentName} above it and "
                + $"{use.Replace("COMMIT", pin.ArgumentName, StringComparison.Ordinal)}."
            : $"Call PinGit(\"COMMIT\", address) in the build, declare ARG COMMIT above it and {use}.";
    }

    // At the place of a command only: "apt-get install git" and "echo git clone" fetch nothing.
    [GeneratedRegex(
        @"(?:\A|[;&|(){\n]|\b(?:then|do|else|sudo|exec|time)\s)\s*(?:[A-Za-z_][A-Za-z0-9_]*=\S*\s+)*"
        + @"(?<command>(?:/usr/bin/)?git\s+(?:(?:-C|-c)\s+\S+\s+|--?[A-Za-z]\S*\s+)*"
        + @"(?:clone|fetch|pull|remote\s+update|submodule\s+update\s+[^;&|\n]*--remote)\b[^;&|)\n]*)",
        RegexOptions.CultureInvariant)]
    private static partial Regex CommandPattern();

    [GeneratedRegex(@"(?<=\A|\n)[ \t]*#[^\n]*", RegexOptions.CultureInvariant)]
    private static partial Regex CommentPattern();

    [GeneratedRegex(@"https?://[^\s/'""]*@", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex UserInfoPattern();

    [GeneratedRegex(@"(?<![0-9A-Za-z])(?:[0-9a-f]{40}|[0-9a-f]{64})(?![0-9A-Za-z])", RegexOptions.CultureInvariant)]
    private static partial Regex CommitPattern();

    [GeneratedRegex(@"\$\{?(?<name>[A-Za-z_][A-Za-z0-9_]*)", RegexOptions.CultureInvariant)]
    private static partial Regex VariablePattern();
}
