namespace Nuke.Docker.Engine.Connections;

/// <summary>The engine takes no more of a body. Its answer, if there is one, can still be read.</summary>
sealed class UploadRefusedException(Exception? innerException = null)
    : IOException("The engine takes no more of the body.", innerException);
