using Nuke.Docker.Engine;

namespace Nuke.Docker.Git;

/// <summary>A git repository could not be asked or fetched.</summary>
public sealed class GitException : DockerException
{
    internal GitException(GitFailure failure, string message, Exception? innerException = null)
        : base(message, innerException) => Failure = failure;

    /// <summary>Why.</summary>
    public GitFailure Failure { get; }

    internal static GitException ProgramMissing(string program, Exception cause) =>
        new(
            GitFailure.ProgramMissing,
            $"The program '{program}' cannot be started, and sources in git need it. Install git, or set its path "
            + "with SetProgram.",
            cause);

    internal static GitException From(GitSource source, GitRun run)
    {
        var failure = GitMessages.Classify(run.Errors);
        var reason = GitMessages.Reason(run.Errors, run.ExitCode).TrimEnd('.');
        var remote = $"Git remote '{source.Address}'";
        return new GitException(failure, failure switch
        {
            GitFailure.Unreachable => $"{remote} cannot be reached: {reason}.",
            GitFailure.Denied => $"{remote} denies access {Asker(source)}: {reason}. {CredentialAdvice(source)}",
            GitFailure.RepositoryMissing => $"{remote} does not exist, or is hidden {Asker(source)}: {reason}.",
            _ => $"{remote} cannot be read: {reason}.",
        });
    }

    internal static GitException TimedOut(GitSource source, TimeSpan limit) =>
        new(
            GitFailure.Unreachable,
            $"Git remote '{source.Address}' cannot be reached: no answer within {limit.TotalSeconds:0.#} s.");

    internal static GitException ReferenceMissing(GitSource source, IReadOnlyList<string> branches) => new(
        GitFailure.ReferenceMissing,
        $"Git remote '{source.Address}' has no branch, tag or commit '{source.Reference ?? GitReference.Head}'. "
        + (branches.Count == 0 ? "It has no branches at all." : $"Its branches are {string.Join(", ", branches)}."));

    static string Asker(GitSource source) =>
        source.Credential is null ? "without a credential" : "with the given credential";

    static string CredentialAdvice(GitSource source) => source.Location.IsWeb
        ? "Give one that may read it with WithCredential."
        : "Load a key that may read it into the ssh agent.";
}
