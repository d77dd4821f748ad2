/** What the model is told when a tool cannot do what it asked for. */
export class ToolFault extends Error {}
