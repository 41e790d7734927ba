namespace Nuke.Docker.Git;

/// <summary>A user name and a password, or a token in the place of either.</summary>
/// <remarks>No record: the generated <c>ToString</c> would print it.</remarks>
public sealed class GitCredential
{
    // A shorter text would be found in every other word.
    const int ShortestInsideText = 4;

    /// <summary>Makes a credential.</summary>
    /// <param name="userName">The user, or a token.</param>
    /// <param name="password">The password or token; empty if the user name is the token.</param>
    /// <exception cref="ArgumentException">One of the two has control characters, or both are empty.</exception>
    public GitCredential(string userName, string password)
    {
        // A line end would be another answer in the protocol of credential helpers.
        if (userName.Concat(password).Any(char.IsControl))
            throw new ArgumentException(
                "A git credential has control characters, such as a line end. Trim what it was read from.");
        if (userName.Length + password.Length == 0)
            throw new ArgumentException("A git credential is empty. Leave it out, or check where it was read from.");
        (UserName, Password) = (userName, password);
    }

    internal string UserName { get; }

    internal string Password { get; }

    /// <summary>What nobody may see: the password, or the user name of a credential that has none.</summary>
    internal string Secret => Password.Length > 0 ? Password : UserName;

    /// <summary>Whether a text gives the secret away, also if it is written as in an address.</summary>
    internal bool IsIn(string text) => Forms().Any(form =>
        text == form || (form.Length >= ShortestInsideText && text.Contains(form, StringComparison.Ordinal)));

    internal IEnumerable<string> Forms() => new[] { Secret, Uri.EscapeDataString(Secret) }.Distinct();

    /// <summary>Stars.</summary>
    public override string ToString() => Redaction.Stars;
}
