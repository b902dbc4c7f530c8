// Every command of the window, once: `build.rs` makes a permission of each, `commands.rs` a handler.
// Whoever includes this file says what `command_list!` makes of it.
command_list! {
    ask
    back_up
    cancel_task
    choose_backup_folder
    close_heard
    close_window
    export_collection
    import_dropped
    import_picked
    launch_address
    open_external
    preview_restore
    rehearse_dropped
    rehearse_picked
    reindex
    restore_backup
    save_dossier
    save_file
    system_locale
    try_again
    watch_picked
}
