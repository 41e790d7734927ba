namespace Nuke.Docker.Dockerfiles;

/// <summary>The <c># name=value</c> comments at the top of a Dockerfile that speak to the parser.</summary>
/// <remarks>https://docs.docker.com/reference/dockerfile/#parser-directives</remarks>
sealed record ParserDirectives
{
    /// <summary>The image of the frontend that is to read this file; <see langword="null"/> means the builder's
    /// own.</summary>
    public Word? Syntax { get; init; }

    /// <summary>What build checks do, e.g. <c>skip=JSONArgsRecommended;error=true</c>.</summary>
    public Word? Check { get; init; }

    /// <summary>The character that escapes and continues lines: <c>\</c>, the default, or <c>`</c>.</summary>
    public char Escape { get; init; } = '\\';
}
