import { type ComponentProps, type ReactNode, useState } from "react";
import { Form } from "react-router";
import { Button } from "./button.tsx";
import { ConfirmDialog } from "./dialog.tsx";

type Props = Omit<ComponentProps<typeof ConfirmDialog>, "open" | "onClose" | "fields"> & {
  /** What the button says: a verb, an object. */
  label: ReactNode;
  icon: ComponentProps<typeof Button>["icon"];
};

/** A button that asks before it posts to `action`; without JavaScript, the button alone is the gesture. */
export function AskingButton({ label, icon, action, ...dialog }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Form
        method="post"
        action={action}
        onSubmit={(event) => {
          event.preventDefault();
          setOpen(true);
        }}
      >
        <Button type="submit" icon={icon}>
          {label}
        </Button>
      </Form>
      <ConfirmDialog {...dialog} action={action} open={open} onClose={() => setOpen(false)} />
    </>
  );
}
