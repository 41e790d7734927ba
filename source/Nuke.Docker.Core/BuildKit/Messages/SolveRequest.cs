using Nuke.Docker.BuildKit.Wire;

namespace Nuke.Docker.BuildKit.Messages;

/// <summary><c>moby.buildkit.v1.SolveRequest</c>: what to build, from what, into what.</summary>
sealed record SolveRequest : IWireMessage
{
    /// <summary>Names this solve; never used before.</summary>
    public required string Reference { get; init; }

    /// <summary>The session that serves what the solve asks for.</summary>
    public required string Session { get; init; }

    /// <summary>What to build, if no frontend is to read it.</summary>
    public BuildDefinition? Definition { get; init; }

    public string Frontend { get; init; } = "dockerfile.v0";

    public IReadOnlyDictionary<string, string> FrontendAttributes { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<ExporterEntry> Exporters { get; init; } = [];

    public IReadOnlyList<ExporterEntry> CacheExports { get; init; } = [];

    /// <summary>What is allowed beyond the usual, such as <c>network.host</c>.</summary>
    public IReadOnlyList<string> Entitlements { get; init; } = [];

    /// <summary>Whether BuildKit keeps no record of it: since 0.11 it would keep all that the steps have
    /// written.</summary>
    public bool IsInternal { get; init; }

    public void WriteTo(WireWriter writer)
    {
        writer.Text(1, Reference);
        if (Definition is not null)
            writer.Message(2, Definition);
        // BuildKit before 0.13 knows no list of exporters, and takes this one.
        if (Exporters is [var first, ..])
        {
            writer.Text(3, first.Type);
            writer.Map(4, first.Attributes);
        }

        writer.Text(5, Session);
        writer.Text(6, Frontend);
        writer.Map(7, FrontendAttributes);
        if (CacheExports.Count > 0)
            writer.Message(8, new CacheOptions(CacheExports));
        foreach (var entitlement in Entitlements)
            writer.Text(9, entitlement);
        writer.Flag(11, IsInternal);
        writer.Messages(13, Exporters);
    }

    // Imports travel as the frontend's attribute "cache-imports"; here they would be ignored.
    sealed record CacheOptions(IReadOnlyList<ExporterEntry> Exports) : IWireMessage
    {
        public void WriteTo(WireWriter writer) => writer.Messages(4, Exports);
    }
}
