namespace Nuke.Docker.Dockerfiles.Substitution;

/// <summary>What an expansion leaves alone.</summary>
[Flags]
enum ExpansionModes
{
    None = 0,

    /// <summary>Quotes quote, and stay in the result.</summary>
    KeepQuotes = 1,

    /// <summary>Escape characters escape, and stay in the result.</summary>
    KeepEscapes = 2,

    /// <summary>Quotes are characters like any other.</summary>
    IgnoreQuotes = 4,

    /// <summary>A variable that is not set stays as it was written.</summary>
    KeepUnset = 8,
}
