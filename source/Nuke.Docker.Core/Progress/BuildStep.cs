namespace Nuke.Docker.Progress;

/// <summary>One instruction of a Dockerfile while it is built.</summary>
/// <param name="Number">Position among the steps of the build, from 1.</param>
/// <param name="Total">How many steps the build has.</param>
/// <param name="Instruction">The instruction as the engine shows it.</param>
public sealed record BuildStep(int Number, int Total, string Instruction)
{
    /// <summary>The stage that counts the step.</summary>
    /// <value><see langword="null"/> where steps are counted through the whole file, or there is only one
    /// stage.</value>
    internal string? Stage { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Stage is null
        ? $"step {Number}/{Total}, {Instruction}"
        : $"step {Number}/{Total} of stage '{Stage}', {Instruction}";
}
