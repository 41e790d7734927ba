namespace Nuke.Docker.Progress;

/// <summary>One instruction of a Dockerfile while it is built.</summary>
/// <param name="Number">Position among the steps of the build, from 1.</param>
/// <param name="Total">How many steps the build has.</param>
/// <param name="Instruction">The instruction as the engine shows it.</param>
public sealed record BuildStep(int Number, int Total, string Instruction)
{
    /// <inheritdoc/>
    public override string ToString() => $"step {Number}/{Total}, {Instruction}";
}
