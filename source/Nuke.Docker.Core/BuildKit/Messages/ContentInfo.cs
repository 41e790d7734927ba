using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.BuildKit.Messages;

/// <summary><c>containerd.services.content.v1.InfoResponse</c>: what is known of a blob.</summary>
/// <remarks>Its times are left out: BuildKit does not look at them.</remarks>
sealed record ContentInfo(string Digest, long Size) : IWireMessage
{
    public void WriteTo(WireWriter writer) => writer.Message(1, new Info(this));

    sealed record Info(ContentInfo Content) : IWireMessage
    {
        public void WriteTo(WireWriter writer)
        {
            writer.Text(1, Content.Digest);
            writer.Number(2, Content.Size);
        }
    }
}
