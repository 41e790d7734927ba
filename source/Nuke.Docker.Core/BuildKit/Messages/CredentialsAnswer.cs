using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.BuildKit.Messages;

/// <summary><c>moby.filesync.v1.CredentialsResponse</c>. Not a record: nothing here may be printed.</summary>
/// <remarks>Without a user name the secret is an identity token; without both the registry is asked
/// anonymously.</remarks>
sealed class CredentialsAnswer(string userName, string secret) : IWireMessage
{
    public void WriteTo(WireWriter writer)
    {
        writer.Text(1, userName);
        writer.Text(2, secret);
    }
}
