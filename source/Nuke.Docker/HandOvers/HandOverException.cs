namespace Nuke.Docker.HandOvers;

/// <summary>A target needs what another target should have left, and it is not there, or no longer of use.</summary>
public sealed class HandOverException : Exception
{
    internal HandOverException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
