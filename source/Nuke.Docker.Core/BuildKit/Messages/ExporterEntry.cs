using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.BuildKit.Messages;

/// <summary>Where a result or a cache goes to.</summary>
/// <param name="Type">Such as <c>moby</c>, <c>local</c>, <c>tar</c>; of a cache <c>inline</c>, <c>registry</c>.</param>
/// <param name="Attributes">By name, as <c>docker build --output</c> has them.</param>
sealed record ExporterEntry(string Type, IReadOnlyDictionary<string, string> Attributes) : IWireMessage
{
    public ExporterEntry(string type)
        : this(type, new Dictionary<string, string>())
    {
    }

    public void WriteTo(WireWriter writer)
    {
        writer.Text(1, Type);
        writer.Map(2, Attributes);
    }
}
