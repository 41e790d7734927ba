namespace Nuke.Docker.Dockerfiles;

abstract partial record Instruction
{
    /// <summary>Begins a stage.</summary>
    /// <param name="Written">How it stands in the file.</param>
    /// <param name="Image">An earlier stage's name, <c>scratch</c>, or an image.</param>
    /// <param name="Name">In lower case, because stage names do not tell case apart.</param>
    /// <param name="Platform">The platform of the base image.</param>
    internal sealed record From(InstructionSource Written, Word Image, Word? Name, Word? Platform)
        : Instruction(Written);
}
