using Nuke.Docker.Dockerfiles.Substitution;

namespace Nuke.Docker.Dockerfiles;

/// <summary>What all stages of one resolution share.</summary>
sealed record ResolveContext(Dockerfile File, BuildInputs Inputs, VariableScope Global);
